ALTER TABLE addresses ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_addresses ON addresses
  USING (customer_id = nullif(current_setting('shop.customer_id', true), '')::bigint);
