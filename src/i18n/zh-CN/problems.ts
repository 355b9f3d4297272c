import type { problems as english } from '../en/problems';

export const problems = {
  'problems.setting.unknown': '没有名为“{key}”的设置，已忽略。',
  'problems.setting.invalid': '{key} 不能取“{value}”，该设置保持不变。',
  'problems.setting.conflict': '{reason}',
  'problems.language.unreachable': '无法加载语言“{language}”：网络已断开，或本站已更新。语言保持不变。',
  'problems.page.update': '本页面有新版本。关闭本页面的所有标签页后，下次打开即为新版本；也可以立即打开。',
  'problems.link.tooLong': '链接超过 {limit} 个字符，未读取；现为默认设置。',
  'problems.link.version': '链接由本页面的版本 {version} 生成，未读取；现为默认设置。',
  'problems.link.step': '链接所指的第 {step} 步属于另一次训练，本页没有，因此显示最新一步。',
  'problems.link.damaged': '链接部分损坏：无法读取“{part}”，其余部分已读取。',
  'problems.data.unreachable':
    '无法获取数据集“{dataset}”，页面改用自己生成的数字。可以重试，或打开自己的文件。',
  'problems.data.kept':
    '无法获取数据集“{dataset}”，继续使用现有图像：{present}。可以重试，或打开自己的文件。',
  'problems.data.checksum': '{file} 内容有误（校验和不符），已拒绝。',
  'problems.data.tooLarge': '{file} 超过 {limit} 字节，已拒绝。',
  'problems.data.noFiles': '尚未打开自己的文件：请先打开图像文件。该设置保持不变。',
  'problems.data.columns':
    '{file} 是 {columns} 列的文本；图像表格每行应有一个标签和 784 个数（或其他平方数）。',
  'problems.data.line': '{file} 第 {line} 行的列数与首行不同，或有无法识别的数。',
  'problems.data.tooManyClasses': '合在一起有 {found} 个类别，最多 {most} 个。请单独使用你的图像。',
  'problems.data.shape':
    '{file} 是 {shape} 的数组；图像应为 n × 行 × 列（彩色图像另有三个通道），标签应为 n。',
  'problems.data.type': '{file} 是“{type}”类型的 NumPy 数组；只能打开数值数组。',
  'problems.data.damaged': '{file} 已损坏：无法按 {format} 格式读取。',
  'problems.data.packed': '{file} 有密码，或压缩方式特殊；请重新压缩为普通的 zip 文件。',
  'problems.data.tooMany': '{file} 中的文件超过 {limit} 个，已拒绝。',
  'problems.data.format':
    '{file} 是 {format} 格式，无法在此打开。可用 Python 转换：np.savez("data.npz", x_train=images, y_train=labels)，然后打开 data.npz。',
  'problems.idx.magic': '{file} 不是图像或标签文件。',
  'problems.idx.webPage': '{file} 是误存的网页，不是数据；请下载数据文件本身。未作任何更改。',
  'problems.idx.short': '{file} 太短：只有 {actual} 字节，连 IDX 文件头都不够。',
  'problems.idx.truncated': '{file} 不完整：应有 {expected} 字节，实有 {actual} 字节。',
  'problems.idx.trailing': '{file} 末尾多出 {extra} 字节。',
  'problems.idx.tooLarge': '{file} 解压后会超过 {limit} 字节，已拒绝。',
  'problems.idx.shape': '{file} 中的图像为 {rows} × {columns}；本页面只接受 28 × 28 的图像。',
  'problems.idx.labelRange': '{file} 中有标签 {value}；标签应为 0 到 {most}。',
  'problems.idx.counts':
    '{file} 有 {images} 张图像，而 {labelsFile} 有 {labels} 个标签；两者必须一致。若不用标签，请只打开 {file}。',
  'problems.idx.gzip': '{file} 是 gzip 文件，但无法解压。',
  'problems.idx.gzipCut': '{file} 是 gzip 文件，但不完整：下载被中断。',
  'problems.idx.empty': '{file} 是空的：没有图像或标签。',
  'problems.data.noImages': '这些文件中没有图像；可打开 IDX、npz、CSV 或图片文件，标签可有可无。',
  'problems.data.ambiguous': '无法判断 {file} 用于训练还是测试；请在文件名中写明 train 或 test。',
  'problems.checkpoint.unreadable': '无法读取此检查点文件；模型保持不变。',
  'problems.checkpoint.foreign':
    '{file} 是 {format} 模型，无法在此打开。可用 Python 转换：{python}，然后打开 model.safetensors。页面上的模型保持不变。',
  'problems.checkpoint.names':
    '无法从文件中的名称识别出模型。应有：{expected}。实有：{found}。模型保持不变。',
  'problems.checkpoint.mapped':
    '文件中各层的名称不同，对应关系为：{names}。文件未说明激活函数，因此采用默认的激活函数。',
  'problems.checkpoint.truncated': '检查点不完整（{expected} 字节中只有 {actual} 字节）；模型保持不变。',
  'problems.checkpoint.tooLarge': '检查点超过 {limit} 字节；模型保持不变。',
  'problems.checkpoint.missing': '检查点缺少 {name}；模型保持不变。',
  'problems.checkpoint.unexpected': '检查点含有其设置中没有的 {name}；模型保持不变。',
  'problems.checkpoint.twice': '检查点中 {name} 出现两次；模型保持不变。',
  'problems.checkpoint.overlap': '检查点中的 {name} 与前一个张量重叠；模型保持不变。',
  'problems.checkpoint.hole': '检查点中 {name} 之前有 {extra} 字节不属于任何张量；模型保持不变。',
  'problems.checkpoint.extra': '检查点在最后一个张量之后还有 {extra} 字节；模型保持不变。',
  'problems.checkpoint.shape': '检查点中的 {name} 形状为 {actual}，应为 {expected}；模型保持不变。',
  'problems.checkpoint.dtype':
    '检查点中的 {name} 类型为“{dtype}”；只能读取 F64、F32、F16 和 BF16。模型保持不变。',
  'problems.checkpoint.notFinite': '检查点中的 {name} 含有非数值；模型保持不变。',
  'problems.checkpoint.huge': '检查点中 {name} 的数值过大，无法计算；模型保持不变。',
  'problems.checkpoint.step': '检查点声称训练了 {step} 步，最多只可能有 {limit} 步；模型保持不变。',
  'problems.checkpoint.classes':
    '此检查点中的模型使用 {model} 个标签，而当前图像有 {data} 个类别；请先打开它的图像。模型保持不变。',
  'problems.checkpoint.images':
    '检查点中的模型用于 {model} 的图像，而当前图像为 {data}：请先打开它训练时所用的图像。模型保持不变。',
  'problems.checkpoint.settings': '无法读取检查点中的设置；模型保持不变。',
  'problems.model.steps': '未能加载这次训练的早期步骤。请在联网后重试。',
  'problems.model.late': '预训练模型在 {seconds} 秒内未加载完成，页面先显示未训练的模型。',
  'problems.data.slow': '数据集“{dataset}”尚未开始下载。页面会继续尝试；在此期间可以用页面生成的数字训练。',
  'problems.checkpoint.noOptimiser':
    '检查点中没有优化器状态：训练从第 {step} 步继续，但优化器的矩从零开始，因此最初几步与未中断的训练不同。',
  'problems.run.optimiser':
    '优化器在第 {step} 步之后更换。权重保持不变；优化器的矩（历史梯度的滑动平均）从零重新开始。',
  'problems.file.unknown':
    '{file} 既不是检查点（.safetensors），也不是数据文件（IDX、npz、npy、CSV、zip 或图片）。',
  'problems.picture.unreadable': '浏览器无法读取图片 {file}。',
  'problems.picture.blank': '{file} 是空白的：其中没有可评估的数字。',
  'problems.engine.unavailable': '此浏览器无法使用引擎 {engine}，已换用其他引擎。',
  'problems.engine.unsuited': '引擎 {engine} 不支持此模型，已换用其他引擎。',
  'problems.engine.lost': '引擎 {engine} 已丢失；{next} 从最近的有效参数继续。',
  'problems.engine.failed': '引擎 {engine} 出错（{message}）；已保留最近的有效参数。',
  'problems.engine.memory': '该模型需要 {mebibytes} MiB 内存，超出浏览器所能提供；请减小层宽或批大小。',
  'problems.engine.none': '此浏览器没有可用的引擎，无法训练；但仍可探索所示模型。',
  'problems.engine.slow':
    '引擎尚未就绪：其程序还未加载，或此设备启动较慢。页面会继续尝试；若该引擎没有响应，将改用下一个。',
  'problems.worker.died': '训练 Worker 已终止；已保留最近的有效参数。重新启动即可继续。',
  'problems.worker.restarted': '训练 Worker 曾意外终止，现已自动重启；已恢复到第 {step} 步。按“训练”继续。',
  'problems.worker.blocked': '此框架不允许使用 Worker，无法训练；请在单独的标签页中打开。',
  'problems.worker.failed':
    '训练 Worker 未能完成此操作（{message}）；模型保持不变。若不再有反应，请重新启动。',
  'problems.analysis.failed': '测量特征与样本的 Worker 已停止，训练不受影响；重新打开该标签页即可再次启动。',
  'problems.run.diverged': '训练在第 {step} 步停止。',
  'problems.run.slow':
    '该模型处理每张图像需要 {millions} 百万次乘法：每一步可能需要许多秒，首个结果也是如此。减小层宽会更快。',
  'problems.run.noData': '尚无训练数据。',
  'problems.run.noneLeft': '按当前的数据设置，没有可用的训练图像。',
  'problems.run.noEncoder': '该模型没有编码器，因此图像没有编码。',
  'problems.run.noLatent': '该模型没有潜在平面：它逐像素生成图像。',
  'problems.run.noBound': '该模型不给出测试图像的似然，因此没有以奈特计的损失可供评估。',
  'problems.probes.full': '最多 {most} 个探针：请先移除一个。',
  'problems.export.nothing': '没有可保存的内容：此模型没有这一部分，或浏览器无法生成该文件。',
  'problems.path.notSaved': '浏览器无法以此格式保存路径；可试试其他格式。',
  'problems.compare.nothing': '还没有可供比较的模型；请等待模型显示出来。',
  'problems.compare.missing':
    '用于比较的训练（{preset}，第 {step} 步）不在此浏览器中。请先训练该模型或打开其检查点，再按“比较”。',
  'problems.run.badInput': '{what} 不符合要求；未作任何更改。',
  'problems.storage.unavailable': '浏览器不允许本页面存储数据；可以使用，但关闭后不会保留。',
  'problems.autosave.damaged': '浏览器中保存的训练已损坏，现已删除。',
  'problems.autosave.full':
    '浏览器的存储空间不足，无法保存本次训练：重新加载页面就会丢失。可以将其保存为检查点。',
  'problems.app.crashed': '页面出错（{message}）。',
} as const satisfies Record<keyof typeof english, string>;
