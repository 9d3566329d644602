CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email citext NOT NULL UNIQUE,
  name text NOT NULL,
  phone varchar(40),
  fax varchar(40),
  created_at timestamptz NOT NULL DEFAULT now()
);
