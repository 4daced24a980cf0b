import React from "react";
import DOMPurify from "dompurify";

export function Comment({ comment }) {
  // ruleid: javascript-react-dangerous-html
  return <div className="comment" dangerouslySetInnerHTML={{ __html: comment.body }} />;
}

export function Article(props) {
  return (
    <article>
      {/* ruleid: javascript-react-dangerous-html */}
      <p dangerouslySetInnerHTML={{ __html: marked(props.text) }}></p>
    </article>
  );
}

export function Note({ html }) {
  // ruleid: javascript-react-dangerous-html
  return React.createElement("div", { id: "note", dangerouslySetInnerHTML: { __html: html } });
}

export function Clean({ comment }) {
  // ok: javascript-react-dangerous-html
  return <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(comment.body) }} />;
}

export function Constant() {
  // ok: javascript-react-dangerous-html
  return <span dangerouslySetInnerHTML={{ __html: "&middot;" }} />;
}

export function Text({ comment }) {
  // ok: javascript-react-dangerous-html
  return <div>{comment.body}</div>;
}
