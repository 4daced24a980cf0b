class PagesController < ApplicationController
  def title
    # ruleid: ruby-rails-html-safe
    @title = params[:title].html_safe
  end

  def inline
    # ruleid: ruby-rails-html-safe
    render inline: "<h1>#{params[:title]}</h1>"
  end

  def bio
    # ruleid: ruby-rails-html-safe
    raw(params[:bio])
  end

  def escaped
    # ok: ruby-rails-html-safe
    render plain: params[:title]
  end

  def sanitized
    # ok: ruby-rails-html-safe
    @bio = sanitize(params[:bio])
  end

  def constant
    # ok: ruby-rails-html-safe
    @rule = "<hr>".html_safe
  end
end
