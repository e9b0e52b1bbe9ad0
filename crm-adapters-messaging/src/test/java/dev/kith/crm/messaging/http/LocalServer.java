package dev.kith.crm.messaging.http;

import com.google.common.io.ByteStreams;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on this machine that answers each connection as it is told, in order or not. */
final class LocalServer implements AutoCloseable {

  /** What is done with a connection after the head of the question was read. */
  @FunctionalInterface
  interface Behaviour {
    void answer(Connection connection) throws IOException, InterruptedException;
  }

  /** One connection of one client. */
  record Connection(String head, InputStream in, OutputStream out) {

    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    void sendJson(int status, String json) throws IOException {
      send(
          "HTTP/1.1 "
              + status
              + " Whatever\r\nContent-Type: application/json\r\nContent-Length: "
              + json.getBytes(StandardCharsets.UTF_8).length
              + "\r\n\r\n"
              + json);
    }

    /** Says nothing until the server is closed or the client gone. */
    void hang() throws IOException {
      ByteStreams.exhaust(in);
    }
  }

  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /** Counted down when a connection has ended, from whichever side. */
  final CountDownLatch ended = new CountDownLatch(1);

  private LocalServer(ServerSocket socket) {
    this.socket = socket;
  }

  static LocalServer at(String address, Behaviour behaviour) {
    try {
      return on(new ServerSocket(0, 50, InetAddress.getByName(address)), behaviour);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LocalServer on(ServerSocket socket, Behaviour behaviour) {
    LocalServer server = new LocalServer(socket);
    Thread.ofPlatform().daemon().name("local server").start(() -> server.listen(behaviour));
    return server;
  }

  URI uri(String path) {
    return URI.create("http://" + socket.getInetAddress().getHostAddress() + ":" + port() + path);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The heads of all questions so far. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  private void listen(Behaviour behaviour) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        Thread.ofPlatform().daemon().start(() -> serve(client, behaviour));
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  private void serve(Socket client, Behaviour behaviour) {
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      heads.add(head);
      behaviour.answer(new Connection(head, in, client.getOutputStream()));
    } catch (IOException e) {
      // The client is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Byte by byte, so that the content is left to the behaviour. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.append((char) next);
    }
    return head.substring(0, head.length() - 2).replace("\r\n", "\n");
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
