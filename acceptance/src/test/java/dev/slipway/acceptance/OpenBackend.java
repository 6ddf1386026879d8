package dev.slipway.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a class's methods the backend of their run, in a project folder of its own; closes it after the last of them. */
final class OpenBackend implements ParameterResolver, AfterClassTemplateInvocationCallback {
    private final BackendName name;
    private final String plan;
    private Path project;
    private Backend open;

    OpenBackend(BackendName name, String plan) {
        this.name = name;
        this.plan = plan;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == BackendName.class || type == Backend.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BackendName.class ? name : backend();
    }

    private synchronized Backend backend() {
        if (open == null) {
            try {
                project = Files.createTempDirectory("slipway-project-");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            open = name.open(project, plan);
        }
        return open;
    }

    @Override
    public synchronized void afterClassTemplateInvocation(ExtensionContext context) throws IOException {
        if (open == null) {
            return;
        }
        open.close();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
