class OrdersController < ApplicationController
  def by_name
    # ruleid: ruby-sql-string
    @orders = Order.where("name = '#{params[:name]}'")
  end

  def search
    # ruleid: ruby-sql-string
    @orders = Order.find_by_sql("SELECT * FROM orders WHERE city LIKE '%#{params[:city]}%'")
  end

  def purge(id)
    # ruleid: ruby-sql-string
    ActiveRecord::Base.connection.execute("DELETE FROM orders WHERE id = #{id}")
  end

  def parameter
    # ok: ruby-sql-string
    @orders = Order.where("name = ?", params[:name])
  end

  def keyword
    # ok: ruby-sql-string
    @orders = Order.where(name: params[:name])
  end

  def number
    # ok: ruby-sql-string
    @orders = Order.where("total > #{params[:total].to_i}")
  end

  def table(name)
    # ok: ruby-sql-string
    ActiveRecord::Base.connection.execute("VACUUM #{name}")
  end
end
