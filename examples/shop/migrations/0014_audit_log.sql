CREATE TABLE back_office.audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY,
  happened_at timestamptz NOT NULL DEFAULT now(),
  table_name text NOT NULL,
  operation text NOT NULL,
  row_before jsonb,
  row_after jsonb,
  PRIMARY KEY (id, happened_at)
) PARTITION BY RANGE (happened_at);

CREATE TABLE back_office.audit_log_2026 PARTITION OF back_office.audit_log
  FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE back_office.audit_log_rest PARTITION OF back_office.audit_log DEFAULT;
