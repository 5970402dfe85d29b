/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.component.commit.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** Loads the engine and its simulator anew, with one method of the engine replaced. */
final class MutantLoader extends ClassLoader {

    private static final String ENGINE = "io.github.camelatproto.component.commit.";

    private final Mutation mutation;
    private final byte[] mutant;

    MutantLoader(Mutation mutation) {
        super(MutantLoader.class.getClassLoader());
        this.mutation = mutation;
        this.mutant = mutate();
    }

    private byte[] mutate() {
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(getParent());
        TypeDescription type = TypePool.Default.of(locator).describe(mutation.type()).resolve();
        ElementMatcher<MethodDescription> method = ElementMatchers.named(mutation.method());
        if (type.getDeclaredMethods().filter(method).size() != 1) {
            throw new AssertionError("The engine has no such method, or several: " + mutation);
        }
        return new ByteBuddy().redefine(type, locator).method(method).intercept(mutation.body()).make().getBytes();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ENGINE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = name.equals(mutation.type()) ? mutant : read(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
