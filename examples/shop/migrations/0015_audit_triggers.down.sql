DROP TRIGGER coupons_audit ON coupons;
DROP TRIGGER refunds_audit ON refunds;
DROP FUNCTION back_office.write_audit_log();
