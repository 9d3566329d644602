-- What the rest of the schema is built with.
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;

CREATE TYPE order_status AS ENUM ('draft', 'placed', 'paid', 'shipped', 'cancelled');

CREATE DOMAIN money_amount AS numeric(12, 2)
  CONSTRAINT money_amount_not_negative CHECK (VALUE >= 0);
