class ReportsController < ApplicationController
  FIELDS = %w[name total].freeze

  def formula
    # ruleid: ruby-eval
    render plain: eval(params[:formula])
  end

  def field
    # ruleid: ruby-eval
    render plain: @report.send(params[:field])
  end

  def kind
    # ruleid: ruby-eval
    @report = params[:kind].constantize.new
  end

  def listed
    # ok: ruby-eval
    render plain: @report.public_send(FIELDS.find { |name| name == params[:field] })
  end

  def table
    # ok: ruby-eval
    @report = { "sales" => Sales, "stock" => Stock }.fetch(params[:kind]).new
  end

  def constant
    # ok: ruby-eval
    "Report".constantize.send(:refresh, params[:id])
  end
end
