CREATE TABLE warehouses (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE inventory (
  product_id bigint NOT NULL REFERENCES products,
  warehouse_id integer NOT NULL REFERENCES warehouses,
  on_hand integer NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
  reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  PRIMARY KEY (product_id, warehouse_id),
  CONSTRAINT inventory_reserved_at_most_on_hand CHECK (reserved <= on_hand)
);

CREATE INDEX inventory_warehouse_id_idx ON inventory (warehouse_id);
