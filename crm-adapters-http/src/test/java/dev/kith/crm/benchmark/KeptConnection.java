package dev.kith.crm.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is kept, and does as little as it can: clients that share the
 * processors with the server must not be what is measured.
 */
final class KeptConnection {

  private final String host;
  private final String headers;
  private final OutputStream out;
  private final InputStream in;

  KeptConnection(URI server, String token) throws IOException {
    // Lives as long as the process: a benchmark has nothing to give back.
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    this.host = server.getHost() + ":" + server.getPort();
    this.headers = "\r\nHost: " + host + "\r\nAuthorization: Bearer " + token + "\r\n";
    this.out = socket.getOutputStream();
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
  }

  void get(String path) throws IOException {
    send("GET " + path + " HTTP/1.1" + headers + "\r\n");
    expect(200);
  }

  void post(String path, String json) throws IOException {
    send(
        "POST "
            + path
            + " HTTP/1.1"
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + json.getBytes(UTF_8).length
            + "\r\n\r\n"
            + json);
    expect(201);
  }

  private void send(String request) throws IOException {
    out.write(request.getBytes(UTF_8));
  }

  private void expect(int status) throws IOException {
    String first = line();
    long length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      }
    }
    if (chunked) {
      for (long size = size(); size > 0; size = size()) {
        in.skipNBytes(size + 2);
      }
      line();
    } else {
      in.skipNBytes(length);
    }
    if (!first.startsWith("HTTP/1.1 " + status + " ")) {
      throw new IllegalStateException(host + ": " + first);
    }
  }

  private long size() throws IOException {
    return Long.parseLong(line(), 16);
  }

  private String line() throws IOException {
    byte[] line = new byte[256];
    int length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException(host + " ended the connection");
      }
      if (b != '\r' && length < line.length) {
        line[length++] = (byte) b;
      }
    }
    return new String(line, 0, length, US_ASCII);
  }
}
