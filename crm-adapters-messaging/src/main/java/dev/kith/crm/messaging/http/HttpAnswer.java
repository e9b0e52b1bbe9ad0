package dev.kith.crm.messaging.http;

/** What came of a question. */
public sealed interface HttpAnswer {

  /**
   * The server answered, as HTTP has it; whether that makes sense is the asker's to see.
   *
   * @param status any but those that redirect
   * @param text read by the charset that the server names, otherwise as UTF-8; empty if it sent
   *     none
   */
  record Answered(int status, String text) implements HttpAnswer {
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * There is no answer.
   *
   * @param detail for a log; it names the host and holds no secrets
   */
  record Unanswered(Why why, String detail) implements HttpAnswer {}

  /** Why there is no answer. */
  enum Why {
    /** The address must not be asked; nothing was sent. */
    REFUSED,
    /** The server failed again and again, and is left alone for a while; nothing was sent. */
    PAUSED,
    /** Too many questions are under way; nothing was sent. */
    BUSY,
    /** The name leads nowhere, nobody listens, or the connection broke. */
    UNREACHABLE,
    /** The server cannot prove by TLS that it is who was asked. */
    UNPROVEN,
    TIMED_OUT,
    /** The server sends the asker elsewhere; nobody is followed. */
    REDIRECTED,
    TOO_LARGE,
    /** What came is no HTTP, or was cut off. */
    GARBLED
  }
}
