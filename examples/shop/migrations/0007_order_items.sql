CREATE TABLE order_items (
  order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
  line integer NOT NULL,
  product_id bigint NOT NULL REFERENCES products,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price money_amount NOT NULL,
  total numeric GENERATED ALWAYS AS (quantity * unit_price::numeric) STORED,
  PRIMARY KEY (order_id, line)
);

CREATE INDEX order_items_product_id_idx ON order_items (product_id);
