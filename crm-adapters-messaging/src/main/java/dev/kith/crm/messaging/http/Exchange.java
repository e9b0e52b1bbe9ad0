package dev.kith.crm.messaging.http;

import com.google.common.io.ByteStreams;
import dev.kith.crm.messaging.http.HttpAnswer.Answered;
import dev.kith.crm.messaging.http.HttpAnswer.Unanswered;
import dev.kith.crm.messaging.http.HttpAnswer.Why;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * One question to one server over a connection of its own, opened to an address that was looked at
 * before: the name is not looked up again. Can be cut off from another thread at any moment.
 */
final class Exchange implements AutoCloseable {

  private static final Http1Config HTTP =
      Http1Config.custom().setMaxLineLength(8 * 1024).setMaxHeaderCount(100).build();

  private final HttpQuestion question;
  private final HttpLimits limits;
  private final SSLSocketFactory tls;
  private @Nullable Socket open;
  private boolean cut;

  Exchange(HttpQuestion question, HttpLimits limits, SSLSocketFactory tls) {
    this.question = question;
    this.limits = limits;
    this.tls = tls;
  }

  /**
   * @param addresses of the server, all of which may be asked; the first that takes the connection
   *     is
   */
  HttpAnswer with(List<InetAddress> addresses) throws IOException, HttpException {
    URI uri = question.uri();
    Socket socket = connected(addresses, GuardedHttp.port(uri));
    try (DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(HTTP)) {
      connection.bind(uri.getScheme().equalsIgnoreCase("https") ? secured(socket) : socket);
      // The response stays open: closing it would read all that is left of it, which may have no
      // end.
      return answer(
          new HttpRequestExecutor().execute(request(), connection, HttpCoreContext.create()));
    }
  }

  /** Ends the exchange, whatever it is waiting for. */
  @Override
  public synchronized void close() {
    cut = true;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }

  private Socket connected(List<InetAddress> addresses, int port) throws IOException {
    IOException last = new SocketException("no address");
    for (InetAddress address : addresses) {
      // A proxy of the system would look names up by itself, and connect to where it likes.
      Socket socket = new Socket(Proxy.NO_PROXY);
      take(socket);
      try {
        socket.connect(
            new InetSocketAddress(address, port), Math.toIntExact(limits.connect().toMillis()));
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private synchronized void take(Socket socket) throws IOException {
    if (cut) {
      socket.close();
      throw new SocketException("cut off");
    }
    open = socket;
  }

  private SSLSocket secured(Socket socket) throws IOException {
    URI uri = question.uri();
    SSLSocket secured =
        (SSLSocket)
            tls.createSocket(socket, TrustedHosts.bare(uri.getHost()), GuardedHttp.port(uri), true);
    SSLParameters parameters = secured.getSSLParameters();
    // Without this, any certificate would do for any host.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private BasicClassicHttpRequest request() {
    URI uri = question.uri();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    BasicClassicHttpRequest request = new BasicClassicHttpRequest(question.method(), path + query);
    request.setHeader("Host", uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    request.setHeader("User-Agent", GuardedHttp.USER_AGENT);
    request.setHeader("Accept", "application/json");
    question.headers().forEach(request::setHeader);
    request.setHeader("Accept-Encoding", "identity");
    request.setHeader("Connection", "close");
    if (question.content() != null) {
      byte[] content = question.content().getBytes(StandardCharsets.UTF_8);
      request.setHeader("Content-Length", content.length);
      request.setEntity(new ByteArrayEntity(content, null));
    }
    return request;
  }

  private HttpAnswer answer(ClassicHttpResponse response) throws IOException {
    String host = question.uri().getHost();
    int status = response.getCode();
    if (status >= 300 && status < 400) {
      return new Unanswered(Why.REDIRECTED, host + " redirects, which is not followed");
    }
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Answered(status, "");
    }
    InputStream content = entity.getContent();
    byte[] bytes = ByteStreams.limit(content, limits.bytes() + 1L).readAllBytes();
    if (bytes.length > limits.bytes()) {
      return new Unanswered(Why.TOO_LARGE, host + " sent more than " + limits.bytes() + " bytes");
    }
    return new Answered(status, new String(bytes, charset(entity.getContentType())));
  }

  private static Charset charset(@Nullable String contentType) {
    return Optional.ofNullable(ContentType.parseLenient(contentType))
        .map(ContentType::getCharset)
        .orElse(StandardCharsets.UTF_8);
  }
}
