class Multiply:
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(self, dout):
        dx = dout * self.y
        dy = dout * self.x
        return dx, dy


class Add:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout * 1, dout * 1


def shopping(price, count, tax):
    goods, bill = Multiply(), Multiply()
    total = bill.forward(goods.forward(price, count), tax)
    d_goods, d_tax = bill.backward(1.0)
    d_price, d_count = goods.backward(d_goods)
    return total, d_price, d_count, d_tax
