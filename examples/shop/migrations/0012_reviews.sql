CREATE TABLE reviews (
  product_id bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
  stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (product_id, customer_id)
);

CREATE INDEX reviews_customer_id_idx ON reviews (customer_id);
