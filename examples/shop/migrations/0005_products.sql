CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  category_id integer NOT NULL REFERENCES categories,
  sku text NOT NULL UNIQUE,
  title text NOT NULL,
  description text NOT NULL DEFAULT '',
  price money_amount NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  discontinued_at timestamptz
);

CREATE INDEX products_category_id_idx ON products (category_id);
CREATE INDEX products_on_sale_idx ON products (category_id, price) WHERE discontinued_at IS NULL;
