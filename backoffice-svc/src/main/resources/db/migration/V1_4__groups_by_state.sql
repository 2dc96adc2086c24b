-- Groups that are being prepared are few, and counted often.
CREATE INDEX order_group_by_state ON order_group (state, created_at);
