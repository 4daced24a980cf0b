# escape=`
FROM a`
:1
RUN dir c:\ `
  # c

 x
NONSENSE {{ y }}
RUN <<E