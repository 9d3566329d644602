-- A guest may order without an account: customer_id may be null.
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint REFERENCES customers,
  status order_status NOT NULL DEFAULT 'draft',
  billing_address_id bigint,
  shipping_address_id bigint REFERENCES addresses,
  placed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT orders_placed_when_not_draft CHECK (status = 'draft' OR placed_at IS NOT NULL)
);

CREATE INDEX orders_customer_id_idx ON orders (customer_id);
CREATE INDEX orders_shipping_address_id_idx ON orders (shipping_address_id);
CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status IN ('placed', 'paid');
