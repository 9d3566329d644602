CREATE TABLE customer_notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX customer_notes_customer_id_idx ON customer_notes (customer_id);

ALTER TABLE customers ADD COLUMN preferred_contact text;
