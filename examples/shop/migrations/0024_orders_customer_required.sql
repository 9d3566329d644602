-- Guests are gone: every order has a customer now.
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;

CREATE INDEX orders_billing_address_id_idx ON orders (billing_address_id);

ALTER TABLE orders
  ADD CONSTRAINT orders_billing_address_id_fkey FOREIGN KEY (billing_address_id) REFERENCES addresses;
