package dev.kith.crm.application.intake;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.job.ScheduleStore;
import dev.kith.crm.testkit.MemoryStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * A storage under which the process dies once: right after one of the writes of an import, before
 * its transaction is kept, or between two transactions.
 */
final class DyingStorage {

  private static final Set<String> STEPS =
      Set.of(
          "addAll",
          "updateAll",
          "saveAll",
          "append",
          "advance",
          "advanceRevert",
          "dropClaims",
          "update",
          "isStopWanted");

  int fatalStep = Integer.MAX_VALUE;
  int steps;

  /** Whether steps are counted: what the caller does is none of a worker's. */
  boolean counts = true;

  boolean died;

  /** Done once, between the first transaction and the second. */
  Runnable between = () -> {};

  private int pauses;
  private String unable = "";

  /** What is to be done in between is done in the work that follows. */
  void again() {
    pauses = 0;
  }

  /** From now on a write always fails. */
  void failAlways(String write) {
    unable = write;
  }

  void mend() {
    unable = "";
  }

  Storage asStorage() {
    return (Storage) wrapped(Storage.class, new MemoryStorage());
  }

  private Object wrapped(Class<?> type, Object real) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> called(real, method, arguments));
  }

  private Object called(Object real, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals(unable)) {
      throw new IllegalStateException("no " + unable + " today");
    }
    Object result;
    try {
      result = method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (real instanceof MemoryStorage
        && method.getReturnType().isInterface()
        && !method.getName().equals("transactions")) {
      return wrapped(method.getReturnType(), result);
    }
    if (STEPS.contains(method.getName()) && !(real instanceof ScheduleStore)) {
      step(method.getName());
    }
    return result;
  }

  private void step(String name) {
    if (!counts) {
      return;
    }
    if (name.equals("isStopWanted") && ++pauses == 2) {
      between.run();
    }
    if (++steps == fatalStep) {
      died = true;
      throw new IllegalStateException("died after " + name);
    }
  }
}
