module y
go 1.16
require a.org/b v1.0.0
