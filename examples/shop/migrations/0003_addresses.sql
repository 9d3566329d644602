CREATE TABLE addresses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
  line1 text NOT NULL,
  line2 text,
  city text NOT NULL,
  postal_code varchar(16) NOT NULL,
  country char(2) NOT NULL
);

CREATE INDEX addresses_customer_id_idx ON addresses (customer_id);
