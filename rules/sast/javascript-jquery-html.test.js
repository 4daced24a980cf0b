function show(user) {
  // ruleid: javascript-jquery-html
  $("#greeting").html("<b>" + user.name + "</b>");
  // ruleid: javascript-jquery-html
  $(".list").append(`<li>${user.name}</li>`);
}

function warn(text) {
  // ruleid: javascript-jquery-html
  jQuery("#errors").prepend('<p class="error">' + text + "</p>");
}

function good(user) {
  // ok: javascript-jquery-html
  $("#greeting").text("Hello " + user.name);
  // ok: javascript-jquery-html
  $("#greeting").html("<b>" + "</b>");
  // ok: javascript-jquery-html
  $(".list").append(`<li>${_.escape(user.name)}</li>`);
  // ok: javascript-jquery-html
  $(".list").append($("<li>").text(user.name));
}
