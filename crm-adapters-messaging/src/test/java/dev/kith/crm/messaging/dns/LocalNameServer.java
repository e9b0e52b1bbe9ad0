package dev.kith.crm.messaging.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Message;
import org.xbill.DNS.Type;

/** A name server on this machine, over UDP and TCP, that answers as it is told. */
final class LocalNameServer implements AutoCloseable {

  /** What is answered, as bytes; empty to say nothing. */
  @FunctionalInterface
  interface Behaviour {
    Optional<byte[]> answer(Message question, boolean overTcp) throws IOException;
  }

  private final Behaviour behaviour;
  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final InetSocketAddress address;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  private LocalNameServer(Behaviour behaviour, ServerSocket tcp, DatagramSocket udp) {
    this.behaviour = behaviour;
    this.tcp = tcp;
    this.udp = udp;
    this.address = (InetSocketAddress) udp.getLocalSocketAddress();
  }

  static LocalNameServer start(Behaviour behaviour) {
    try {
      InetAddress here = InetAddress.getLoopbackAddress();
      ServerSocket tcp = new ServerSocket(0, 50, here);
      DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), here);
      LocalNameServer server = new LocalNameServer(behaviour, tcp, udp);
      Thread.ofVirtual().start(server::serveUdp);
      Thread.ofVirtual().start(server::serveTcp);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  /** Which questions came, each as {@code udp mail.example. MX}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serveUdp() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        udp.receive(packet);
        byte[] question = new byte[packet.getLength()];
        System.arraycopy(packet.getData(), 0, question, 0, question.length);
        // Each question for itself: one that is held back must not hold up the others.
        Thread.ofVirtual()
            .start(() -> answer(question, false).ifPresent(answer -> send(answer, packet)));
      }
    } catch (IOException closed) {
      tellsNothingMore();
    }
  }

  private void send(byte[] answer, DatagramPacket to) {
    try {
      udp.send(new DatagramPacket(answer, answer.length, to.getSocketAddress()));
    } catch (IOException closed) {
      tellsNothingMore();
    }
  }

  private void serveTcp() {
    try {
      while (true) {
        Socket socket = tcp.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      tellsNothingMore();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] question = in.readNBytes(in.readUnsignedShort());
      Optional<byte[]> answer = answer(question, true);
      if (answer.isPresent()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(answer.get().length);
        out.write(answer.get());
        socket.getOutputStream().write(bytes.toByteArray());
      }
    } catch (IOException closed) {
      tellsNothingMore();
    }
  }

  private Optional<byte[]> answer(byte[] bytes, boolean overTcp) {
    try {
      Message question = new Message(bytes);
      asked.add(
          (overTcp ? "tcp " : "udp ")
              + question.getQuestion().getName()
              + " "
              + Type.string(question.getQuestion().getType()));
      return behaviour.answer(question, overTcp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tellsNothingMore() {
    close();
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
