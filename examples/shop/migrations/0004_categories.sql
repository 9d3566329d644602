CREATE TABLE categories (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id integer REFERENCES categories,
  slug text NOT NULL UNIQUE,
  name text NOT NULL
);

CREATE INDEX categories_parent_id_idx ON categories (parent_id);

INSERT INTO categories (slug, name)
VALUES ('books', 'Books'), ('music', 'Music'), ('games', 'Games');
