module x
go 1.17
require a.org/b v1.0.0
