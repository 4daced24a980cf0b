FROM debian:12.7
# ruleid: tls-verification-off
RUN curl -fsSLk https://example.com/tool.tar.gz -o /tmp/tool.tar.gz
RUN apt-get update && \
    # ruleid: tls-verification-off
    wget --no-check-certificate https://example.com/tool.deb && \
    dpkg -i tool.deb
# ruleid: tls-verification-off
RUN git -c http.sslVerify=false clone https://example.com/repository.git
# ruleid: tls-verification-off
RUN npm config set strict-ssl false
# ruleid: tls-verification-off
RUN pip install --trusted-host pypi.example.com -r requirements.txt
# ruleid: tls-verification-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
# ruleid: tls-verification-off
RUN GIT_SSL_NO_VERIFY=true git clone https://example.com/repository.git
# ok: tls-verification-off
RUN curl -fsSLo tool.tar.gz https://example.com/k.tar.gz
# ok: tls-verification-off
RUN curl --proto =https --cacert /etc/ssl/corporate.pem https://example.com/tool
# ok: tls-verification-off
RUN echo curl -k is not what you want
# ok: tls-verification-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=1
