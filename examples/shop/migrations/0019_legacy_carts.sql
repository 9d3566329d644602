-- Carts of the old shop, imported once. Nothing reads them any more.
CREATE TABLE legacy_carts (
  id uuid PRIMARY KEY,
  customer_email citext,
  payload jsonb NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT now()
);
