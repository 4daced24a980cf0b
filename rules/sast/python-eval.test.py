import ast


def calculate(request):
    # ruleid: python-eval
    return eval(request.GET["formula"])


def load(text, scope):
    # ruleid: python-eval
    exec(text, scope)


class Filter:
    def apply(self, row):
        # ruleid: python-eval
        return bool(eval(self.expression, {}, {"row": row}))


def constant():
    # ok: python-eval
    return eval("6 * 7")


def literal(text):
    # ok: python-eval
    return ast.literal_eval(text)


def run_file(path, scope):
    with open(path) as file:
        # ok: python-eval
        exec(compile(file.read(), path, "exec"), scope)


def run_text(text, scope):
    code = compile(text, "<text>", "exec")
    # ok: python-eval
    exec(code, scope)


def method(model, frame):
    # ok: python-eval
    model.eval()
    # ok: python-eval
    return frame.eval("a + b")
