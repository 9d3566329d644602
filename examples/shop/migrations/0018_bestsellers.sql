CREATE MATERIALIZED VIEW bestsellers AS
SELECT p.id AS product_id, p.title, sum(i.quantity) AS sold
FROM products p
JOIN order_items i ON i.product_id = p.id
JOIN orders o ON o.id = i.order_id
WHERE o.status IN ('paid', 'shipped')
GROUP BY p.id, p.title;

CREATE UNIQUE INDEX bestsellers_product_id_idx ON bestsellers (product_id);
