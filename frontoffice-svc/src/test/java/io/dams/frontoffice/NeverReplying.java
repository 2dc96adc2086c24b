package io.dams.frontoffice;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestContextHolder;

/** The service, but a request's first commit is the last that it does, until it is killed. */
public final class NeverReplying {

  private NeverReplying() {}

  /** Starts it. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(FrontofficeApplication.class)
        .initializers(
            context ->
                ((GenericApplicationContext) context)
                    .registerBean(
                        "silence", TransactionExecutionListener.class, () -> new Silence()))
        .run(arguments);
  }

  /** Whatever was still to be written by a request is not. */
  private static final class Silence implements TransactionExecutionListener {

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
      if (RequestContextHolder.getRequestAttributes() == null) {
        return;
      }
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("killed softly");
    }
  }
}
