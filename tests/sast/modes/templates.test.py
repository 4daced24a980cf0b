def page(request):
    # ok: input-shown-unescaped
    q = request.args.get("q")
    words = split(q)
    return render("templates.test.html", query=q, words=words)
