CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders,
  provider text NOT NULL CHECK (provider IN ('card', 'transfer', 'voucher')),
  provider_reference text NOT NULL,
  amount money_amount NOT NULL,
  captured_at timestamptz,
  UNIQUE (provider, provider_reference)
);

CREATE INDEX payments_order_id_idx ON payments (order_id);
