package io.dams.sandbox.s3;

import com.robothy.netty.initializer.HttpServerInitializer;
import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import com.robothy.s3.rest.handler.LocalS3RouterFactory;
import com.robothy.s3.rest.service.ServiceFactory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Serves the buckets of a directory on 127.0.0.1 until SIGTERM. Arguments: directory, port. It
 * checks no signatures, therefore it must not listen on more than the loopback.
 */
public final class S3Endpoint {

  private static final int IO_THREADS = 2;
  private static final int WORKERS = 4;

  private S3Endpoint() {}

  /** Runs until told to end. */
  public static void main(String[] arguments) throws Exception {
    var directory = Files.createDirectories(Path.of(arguments[0]));
    var port = Integer.parseInt(arguments[1]);
    var loops = new MultiThreadIoEventLoopGroup(IO_THREADS, NioIoHandler.newFactory());
    var workers = new DefaultEventExecutorGroup(WORKERS);
    var server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new HttpServerInitializer(
                    workers, LocalS3RouterFactory.create(services(directory))))
            .bind("127.0.0.1", port)
            .sync()
            .channel();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.close().syncUninterruptibly()));
    server.closeFuture().sync();
  }

  /**
   * The services as LocalS3 wires them. Its own {@code start()} would listen on every interface,
   * and offers no other way to them.
   */
  private static ServiceFactory services(Path directory) throws ReflectiveOperationException {
    var s3 = LocalS3.builder().mode(LocalS3Mode.PERSISTENCE).dataPath(directory.toString()).build();
    var wiring = LocalS3.class.getDeclaredMethod("createServiceFactory");
    wiring.setAccessible(true);
    return (ServiceFactory) wiring.invoke(s3);
  }
}
