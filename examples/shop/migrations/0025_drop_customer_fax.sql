ALTER TABLE customers DROP COLUMN fax;

DROP TABLE legacy_carts;
