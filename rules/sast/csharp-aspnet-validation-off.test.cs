using Microsoft.AspNetCore.Mvc;

class OrdersController : Controller
{
    // ruleid: csharp-aspnet-validation-off
    [ValidateInput(false)]
    public ActionResult Comment(string text)
    {
        return View(text);
    }

    // ruleid: csharp-aspnet-validation-off
    [IgnoreAntiforgeryToken]
    public IActionResult Transfer(int amount)
    {
        return Ok();
    }

    // ok: csharp-aspnet-validation-off
    [ValidateAntiForgeryToken]
    public IActionResult Order(int id)
    {
        return Ok();
    }

    // ok: csharp-aspnet-validation-off
    [ValidateInput(true)]
    public ActionResult Search(string text)
    {
        return View(text);
    }

    public void Setup(Page page)
    {
        // ruleid: csharp-aspnet-validation-off
        page.EnableViewStateMac = false;
        // ok: csharp-aspnet-validation-off
        page.EnableViewState = false;
    }
}
