package dev.kith.crm.benchmark;

import io.javalin.Javalin;

/**
 * The least that a Javalin can do: answer a fixed text of the size of a lead, and take one without
 * looking at it.
 */
final class BareServer {

  private static final String LEAD = "{\"lead\":\"" + "x".repeat(800) + "\"}";

  private BareServer() {}

  public static void main(String[] arguments) {
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.routes.get("/lead", ctx -> ctx.contentType("application/json").result(LEAD));
          config.routes.post(
              "/lead", ctx -> ctx.status(201).contentType("application/json").result(ctx.body()));
        });
    javalin.start(Integer.parseInt(arguments[0]));
    System.out.println("READY http://localhost:" + javalin.port());
  }
}
