CREATE SCHEMA back_office;

CREATE TABLE back_office.staff (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email citext NOT NULL UNIQUE,
  name text NOT NULL,
  manager_id integer REFERENCES back_office.staff,
  left_at date
);

CREATE INDEX staff_manager_id_idx ON back_office.staff (manager_id);
COMMENT ON COLUMN back_office.staff.left_at IS 'Last day at work; null while employed.';
