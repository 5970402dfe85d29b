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

import java.util.concurrent.CompletableFuture;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.implementation.bytecode.member.MethodReturn;
import net.bytebuddy.matcher.ElementMatchers;

/** The body of a method that gives a stage which has completed already. */
final class Done implements Implementation {

    @Override
    public InstrumentedType prepare(InstrumentedType type) {
        return type;
    }

    @Override
    public ByteCodeAppender appender(Target target) {
        MethodDescription completed = TypeDescription.ForLoadedType.of(CompletableFuture.class).getDeclaredMethods()
                .filter(ElementMatchers.named("completedFuture")).getOnly();
        return new ByteCodeAppender.Simple(
                new StackManipulation.Compound(
                        NullConstant.INSTANCE, MethodInvocation.invoke(completed.asDefined()), MethodReturn.REFERENCE));
    }
}
