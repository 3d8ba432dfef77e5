/// A small shop: a warehouse, a product, five pieces, an order of two.
let shop = """
    {"id":"c-1","warehouse":{"register":{"warehouseId":"WH-1","name":"Hangzhou"}}}
    {"id":"c-2","catalog":{"createProduct":{"productId":"P-1","title":"Desk lamp, \\"tall\\"","kind":"PHYSICAL","publish":true,\
    "variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"}}]}}}
    {"id":"c-3","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":5}}}
    {"id":"c-4","order":{"place":{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":2}]}}}

    """
