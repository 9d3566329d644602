CREATE TABLE coupons (
  code citext PRIMARY KEY,
  percent_off integer NOT NULL CHECK (percent_off BETWEEN 1 AND 100),
  valid tstzrange NOT NULL,
  uses_left integer
);

ALTER TABLE orders ADD COLUMN coupon_code citext REFERENCES coupons;
CREATE INDEX orders_coupon_code_idx ON orders (coupon_code) WHERE coupon_code IS NOT NULL;
