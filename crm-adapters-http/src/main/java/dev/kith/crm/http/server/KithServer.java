package dev.kith.crm.http.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's main class: {@code --help} says what can be set. */
public final class KithServer {

  private static final int WRONG_USAGE = 2;
  private static final int COULD_NOT_START = 1;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private KithServer() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    List<String> arguments = List.of(args);
    if (arguments.contains("--help")) {
      say(Settings.help());
      return;
    }
    Settings settings;
    try {
      settings = Settings.read(arguments, System.getenv());
    } catch (Settings.WrongException e) {
      e.problems().forEach(System.err::println);
      System.exit(WRONG_USAGE);
      return;
    }
    Logging.at(settings.logLevel());
    Logger log = LoggerFactory.getLogger(KithServer.class);
    RunningServer server;
    try {
      server = RunningServer.start(settings);
    } catch (RuntimeException e) {
      log.error("the server could not start: {}", String.valueOf(e.getMessage()), e);
      System.exit(COULD_NOT_START);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    if (settings.exitWithParent()) {
      exitWithParent();
    }
    server.welcome().forEach(KithServer::say);
    say(server.ready(Duration.ofNanos(System.nanoTime() - begin)));
  }

  /**
   * Maven forwards no signal to the server that it runs: without this the server would outlive it.
   */
  private static void exitWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> {
          Thread watch =
              new Thread(
                  () -> {
                    try {
                      while (parent.isAlive()) {
                        TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    System.exit(0);
                  },
                  "parent watch");
          watch.setDaemon(true);
          watch.start();
        });
  }

  /** What the person who starts the server is to read; the log may go elsewhere. */
  private static void say(String line) {
    System.out.println(line);
  }
}
