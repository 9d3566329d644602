DROP DOMAIN money_amount;
DROP TYPE order_status;
DROP EXTENSION pg_trgm;
DROP EXTENSION citext;
