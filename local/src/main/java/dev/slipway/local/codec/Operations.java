package dev.slipway.local.codec;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.identity.Access;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The operations that an object offers: its public methods that take one of the SDK's request shapes, and after it the
 * caller's access where they want it, and return a response shape. The shape's class names the operation.
 */
final class Operations {
    private static final String REQUEST = "Request";

    private final Map<String, Operation> byName;

    Operations(Object target) {
        byName = Arrays.stream(target.getClass().getMethods())
                .filter(Operations::isOperation)
                .map(method -> new Operation(target, method))
                .collect(Collectors.toUnmodifiableMap(Operation::name, operation -> operation));
    }

    Map<String, Operation> byName() {
        return byName;
    }

    private static boolean isOperation(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return !Modifier.isStatic(method.getModifiers())
                && (parameters.length == 1 || parameters.length == 2 && parameters[1] == Access.class)
                && SdkPojo.class.isAssignableFrom(parameters[0])
                && SdkPojo.class.isAssignableFrom(method.getReturnType());
    }

    /** One operation and the method that does it. */
    record Operation(Object target, Method method) {
        Operation {
            // The method may be public in a class that is not: the packages stay private to each other otherwise.
            method.setAccessible(true);
        }

        String name() {
            String shape = shape().getSimpleName();
            return shape.substring(0, shape.length() - REQUEST.length());
        }

        /** An empty builder of the request, ready for its fields. */
        SdkPojo builder() {
            try {
                return (SdkPojo) shape().getMethod("builder").invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(shape() + " has no builder", e);
            }
        }

        /** Method and URI, which only the SDK's marshaller for this request knows. */
        OperationInfo binding() {
            String marshaller =
                    shape().getPackageName().replace(".model", ".transform.") + shape().getSimpleName() + "Marshaller";
            try {
                Field binding = Class.forName(marshaller).getDeclaredField("SDK_OPERATION_BINDING");
                binding.setAccessible(true);
                return (OperationInfo) binding.get(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(marshaller + " has no operation binding", e);
            }
        }

        /** @throws AwsError AccessDenied when the caller may not, else whatever the operation throws */
        SdkPojo call(SdkPojo builder, Access access) {
            Object input = ((Buildable) builder).build();
            access.operation(name(), input);
            try {
                return (SdkPojo)
                        (method.getParameterCount() == 1
                                ? method.invoke(target, input)
                                : method.invoke(target, input, access));
            } catch (InvocationTargetException e) {
                throw unwrapped(e.getTargetException());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(name() + " cannot be called", e);
            }
        }

        private Class<?> shape() {
            return method.getParameterTypes()[0];
        }

        private RuntimeException unwrapped(Throwable cause) {
            if (cause instanceof RuntimeException fault) {
                return fault;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            return new AwsError(500, "ServiceException", name() + ": " + cause);
        }
    }
}
