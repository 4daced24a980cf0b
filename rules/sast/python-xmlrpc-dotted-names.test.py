from xmlrpc.server import DocXMLRPCServer, SimpleXMLRPCServer


def serve(shop):
    server = SimpleXMLRPCServer(("localhost", 8000))
    # ruleid: python-xmlrpc-dotted-names
    server.register_instance(shop, allow_dotted_names=True)
    server.serve_forever()


class Service:
    def start(self, port):
        self.server = DocXMLRPCServer(("localhost", port))
        # ruleid: python-xmlrpc-dotted-names
        self.server.register_instance(self.api, True)


def both(first, second, api):
    # ruleid: python-xmlrpc-dotted-names
    first.register_instance(api.orders, allow_dotted_names=True)
    # ok: python-xmlrpc-dotted-names
    second.register_instance(api.orders)


def plain(server, shop):
    # ok: python-xmlrpc-dotted-names
    server.register_instance(shop, allow_dotted_names=False)


def single(server, shop):
    # ok: python-xmlrpc-dotted-names
    server.register_function(shop.price, "price")
