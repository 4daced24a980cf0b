require "open3"

def convert(name)
  # ruleid: ruby-command-string
  system("convert #{name} out.png")
end

def ping(host)
  # ruleid: ruby-command-string
  Open3.capture2("ping -c 1 #{host}")
end

def grep
  # ruleid: ruby-command-string
  IO.popen("grep #{params[:pattern]} app.log").read
end

def words(name)
  # ok: ruby-command-string
  system("convert", name, "out.png")
end

def escaped(name)
  # ok: ruby-command-string
  system("convert #{name.shellescape} out.png")
end

def fixed
  # ok: ruby-command-string
  system("git rev-parse HEAD")
end
