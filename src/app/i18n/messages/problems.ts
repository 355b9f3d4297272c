import type { ProblemCode } from '../../../experiment/problem';
import type { Text } from '../../../experiment/schema';

/** One clear sentence a problem, and the way on. */
export const problems: Record<ProblemCode, Text> = {
  'setting.unknown': {
    en: 'There is no setting called “{key}”; it was left out.',
    zh: '没有名为“{key}”的设置，已忽略。',
  },
  'setting.invalid': {
    en: '“{value}” is not possible for {key}; the setting stays as it was.',
    zh: '{key} 不能取“{value}”，该设置保持不变。',
  },
  'setting.conflict': { en: '{reason}', zh: '{reason}' },
  'link.tooLong': {
    en: 'The link is longer than {limit} {limit:character|characters} and was not read; the usual settings are in place.',
    zh: '链接超过 {limit} 个字符，未读取；现为默认设置。',
  },
  'link.version': {
    en: 'The link was made for version {version} of this page and was not read; the usual settings are in place.',
    zh: '链接由本页面的版本 {version} 生成，未读取；现为默认设置。',
  },
  'link.damaged': {
    en: 'The link was damaged on its way: “{part}” could not be read; the rest of it was.',
    zh: '链接在传输中受损：无法读取“{part}”，其余部分已读取。',
  },
  'data.unreachable': {
    en: 'The data set {dataset} could not be fetched, so the page goes on with digits that it draws itself. You can try again, or open the four IDX files.',
    zh: '无法获取数据集 {dataset}，页面改用自己绘制的数字。可以重试，或打开四个 IDX 文件。',
  },
  'data.kept': {
    en: 'The data set {dataset} could not be fetched, so the images that are there stay: {present}. You can try again, or open the four IDX files.',
    zh: '无法获取数据集 {dataset}，继续使用现有图像：{present}。可以重试，或打开四个 IDX 文件。',
  },
  'data.checksum': {
    en: '{file} did not arrive as it should (its checksum differs) and was refused.',
    zh: '{file} 内容有误（校验和不符），已拒绝。',
  },
  'data.tooLarge': {
    en: '{file} is larger than {limit} {limit:byte|bytes} and was refused.',
    zh: '{file} 超过 {limit} 字节，已拒绝。',
  },
  'data.noFiles': {
    en: 'There are no files of your own yet: open IDX files of images first. The setting stays as it was.',
    zh: '尚未打开自己的文件：请先打开图像的 IDX 文件。该设置保持不变。',
  },
  'idx.magic': {
    en: '{file} is not an IDX file of images or labels.',
    zh: '{file} 不是图像或标签的 IDX 文件。',
  },
  'idx.webPage': {
    en: '{file} is a web page that was saved in place of the data; download the data file itself. Nothing was changed.',
    zh: '{file} 是误存的网页，不是数据；请下载数据文件本身。未作任何更改。',
  },
  'idx.type': {
    en: '{file} is an IDX file of {type}; this page reads unsigned bytes: images as n × 28 × 28, labels as n. In Python: x.clip(0, 255).astype("uint8").',
    zh: '{file} 是 {type} 类型的 IDX 文件；本页面只读取无符号字节：图像为 n × 28 × 28，标签为 n。可用 Python 转换：x.clip(0, 255).astype("uint8")。',
  },
  'idx.twoBytes': {
    en: '{file} has two bytes a pixel under a header that says one; save its pixels as single bytes (in Python: astype("uint8")).',
    zh: '{file} 每个像素占两个字节，而文件头声明为一个；请把像素存为单字节（Python：astype("uint8")）。',
  },
  'idx.short': {
    en: '{file} is too short: it has {actual} {actual:byte|bytes}, fewer than the header of an IDX file.',
    zh: '{file} 太短：只有 {actual} 字节，连 IDX 文件头都不够。',
  },
  'idx.truncated': {
    en: '{file} ends too early: {expected} {expected:byte|bytes} expected, {actual} found.',
    zh: '{file} 不完整：应有 {expected} 字节，实有 {actual} 字节。',
  },
  'idx.trailing': {
    en: '{file} has {extra} {extra:byte|bytes} too many at its end.',
    zh: '{file} 末尾多出 {extra} 字节。',
  },
  'idx.tooLarge': {
    en: '{file} would unpack to more than {limit} {limit:byte|bytes} and was refused.',
    zh: '{file} 解压后会超过 {limit} 字节，已拒绝。',
  },
  'idx.shape': {
    en: '{file} holds images of {rows} × {columns}; this page learns from 28 × 28.',
    zh: '{file} 中的图像为 {rows} × {columns}；本页面只学习 28 × 28 的图像。',
  },
  'idx.labelRange': {
    en: '{file} has the label {value}; labels go from 0 to 9.',
    zh: '{file} 中有标签 {value}；标签应为 0 到 9。',
  },
  'idx.counts': {
    en: '{file} holds {images} {images:image|images}, but {labelsFile} holds {labels} {labels:label|labels}; the two must match. To go on without labels, open {file} alone.',
    zh: '{file} 有 {images} 张图像，而 {labelsFile} 有 {labels} 个标签；两者必须一致。若不用标签，请只打开 {file}。',
  },
  'idx.gzip': {
    en: '{file} is packed with gzip but cannot be unpacked.',
    zh: '{file} 是 gzip 文件，但无法解压。',
  },
  'idx.gzipCut': {
    en: '{file} is packed with gzip and ends too early; the download was cut off.',
    zh: '{file} 是 gzip 文件，但不完整：下载被中断。',
  },
  'idx.empty': {
    en: '{file} is empty: it holds no images or labels.',
    zh: '{file} 是空的：没有图像或标签。',
  },
  'data.noImages': {
    en: 'None of these files holds images; drop an IDX file of images, with or without its labels.',
    zh: '这些文件中没有图像；请拖入图像的 IDX 文件，标签可有可无。',
  },
  'data.ambiguous': {
    en: 'It is not clear what {file} belongs to; drop at most two files of images and two of labels.',
    zh: '无法判断 {file} 属于哪一组；最多拖入两个图像文件和两个标签文件。',
  },
  'checkpoint.unreadable': {
    en: 'This file is not a checkpoint that can be read; the model stays as it was.',
    zh: '无法读取此检查点文件；模型保持不变。',
  },
  'checkpoint.truncated': {
    en: 'The checkpoint ends too early ({actual} of {expected} {expected:byte|bytes}); the model stays as it was.',
    zh: '检查点不完整（{expected} 字节中只有 {actual} 字节）；模型保持不变。',
  },
  'checkpoint.tooLarge': {
    en: 'The checkpoint is larger than {limit} {limit:byte|bytes}; the model stays as it was.',
    zh: '检查点超过 {limit} 字节；模型保持不变。',
  },
  'checkpoint.missing': {
    en: 'The checkpoint lacks {name}; the model stays as it was.',
    zh: '检查点缺少 {name}；模型保持不变。',
  },
  'checkpoint.unexpected': {
    en: 'The checkpoint holds {name}, which its settings do not call for; the model stays as it was.',
    zh: '检查点含有其设置中没有的 {name}；模型保持不变。',
  },
  'checkpoint.twice': {
    en: 'The checkpoint names {name} twice; the model stays as it was.',
    zh: '检查点中 {name} 出现两次；模型保持不变。',
  },
  'checkpoint.overlap': {
    en: '{name} in the checkpoint overlaps the tensor before it; the model stays as it was.',
    zh: '检查点中的 {name} 与前一个张量重叠；模型保持不变。',
  },
  'checkpoint.hole': {
    en: 'There {extra:is|are} {extra} {extra:byte|bytes} before {name} in the checkpoint that {extra:belongs|belong} to no tensor; the model stays as it was.',
    zh: '检查点中 {name} 之前有 {extra} 字节不属于任何张量；模型保持不变。',
  },
  'checkpoint.extra': {
    en: 'The checkpoint has {extra} {extra:byte|bytes} after its last tensor; the model stays as it was.',
    zh: '检查点在最后一个张量之后还有 {extra} 字节；模型保持不变。',
  },
  'checkpoint.shape': {
    en: '{name} in the checkpoint is {actual} instead of {expected}; the model stays as it was.',
    zh: '检查点中的 {name} 形状为 {actual}，应为 {expected}；模型保持不变。',
  },
  'checkpoint.dtype': {
    en: '{name} in the checkpoint is of type “{dtype}”; only F64, F32, F16 and BF16 can be read. The model stays as it was.',
    zh: '检查点中的 {name} 类型为“{dtype}”；只能读取 F64、F32、F16 和 BF16。模型保持不变。',
  },
  'checkpoint.notFinite': {
    en: '{name} in the checkpoint holds values that are not numbers; the model stays as it was.',
    zh: '检查点中的 {name} 含有非数值；模型保持不变。',
  },
  'checkpoint.huge': {
    en: 'The values of {name} in the checkpoint are too large to compute with; the model stays as it was.',
    zh: '检查点中 {name} 的数值过大，无法计算；模型保持不变。',
  },
  'checkpoint.step': {
    en: 'The checkpoint says that it was trained for {step} {step:step|steps}; at most {limit} are possible. The model stays as it was.',
    zh: '检查点声称训练了 {step} 步，最多只可能有 {limit} 步；模型保持不变。',
  },
  'checkpoint.settings': {
    en: 'The settings inside the checkpoint cannot be read; the model stays as it was.',
    zh: '无法读取检查点中的设置；模型保持不变。',
  },
  'model.late': {
    en: 'The trained model did not arrive within {seconds} s, so the page opens with an untrained one.',
    zh: '预训练模型在 {seconds} 秒内未能送达，页面以未训练的模型打开。',
  },
  'data.slow': {
    en: 'The data set {dataset} has not begun to arrive. The page keeps trying; meanwhile you can train on drawn digits.',
    zh: '数据集 {dataset} 尚未开始送达。页面会继续尝试；在此期间可以用手绘数字训练。',
  },
  'checkpoint.noOptimiser': {
    en: 'The checkpoint holds no optimiser state: training goes on from step {step}, but Adam starts anew, so the first steps differ from those of an uninterrupted run.',
    zh: '检查点中没有优化器状态：训练从第 {step} 步继续，但 Adam 重新开始，因此最初几步与未中断的训练不同。',
  },
  'file.unknown': {
    en: '{file} is neither a checkpoint (.safetensors) nor an IDX file.',
    zh: '{file} 既不是检查点（.safetensors），也不是 IDX 文件。',
  },
  'picture.unreadable': {
    en: '{file} is not a picture that this browser can read.',
    zh: '浏览器无法读取图片 {file}。',
  },
  'picture.blank': {
    en: '{file} is blank: there is no ink on it to look at.',
    zh: '{file} 是空白的：上面没有墨迹。',
  },
  'engine.unavailable': {
    en: 'The engine {engine} is not to be had in this browser; another one has taken over.',
    zh: '此浏览器无法使用引擎 {engine}，已换用其他引擎。',
  },
  'engine.unsuited': {
    en: 'The engine {engine} cannot compute this model; another one has taken over.',
    zh: '引擎 {engine} 无法计算此模型，已换用其他引擎。',
  },
  'engine.lost': {
    en: 'The engine {engine} was lost; {next} goes on from the last good parameters.',
    zh: '引擎 {engine} 已丢失；{next} 从最近的有效参数继续。',
  },
  'engine.failed': {
    en: 'The engine {engine} failed ({message}); the last good parameters are kept.',
    zh: '引擎 {engine} 出错（{message}）；已保留最近的有效参数。',
  },
  'engine.memory': {
    en: 'This model needs {mebibytes} MiB of memory, more than the browser gives; take narrower layers or a smaller batch.',
    zh: '该模型需要 {mebibytes} MiB 内存，超出浏览器所能提供；请减小层宽或批大小。',
  },
  'engine.none': {
    en: 'No engine works in this browser, so nothing can be trained here; the model shown can still be explored.',
    zh: '此浏览器没有可用的引擎，无法训练；但仍可探索所示模型。',
  },
  'engine.slow': {
    en: 'No engine is ready yet: its program has not arrived, or this machine needs long to start it. The page keeps trying, and takes the next engine if this one does not answer.',
    zh: '引擎尚未就绪：其程序还未送达，或此设备启动较慢。页面会继续尝试；若该引擎没有应答，将改用下一个。',
  },
  'worker.died': {
    en: 'The worker that trains has died; the last good parameters are kept. Start it again to go on.',
    zh: '训练线程已终止；已保留最近的有效参数。重新启动即可继续。',
  },
  'worker.restarted': {
    en: 'The worker that trains had stopped and was started again; the run is back at step {step}. Press Train to go on.',
    zh: '训练线程曾意外终止，现已自动重启；已恢复到第 {step} 步。按“训练”继续。',
  },
  'worker.blocked': {
    en: 'This frame does not allow workers, so nothing can be trained here; open the page in a tab of its own.',
    zh: '此框架不允许使用 Worker，无法训练；请在单独的标签页中打开。',
  },
  'worker.failed': {
    en: 'The worker that trains could not do this ({message}); the model stays as it was. If nothing moves any more, start it again.',
    zh: '训练线程未能完成此操作（{message}）；模型保持不变。若不再有反应，请重新启动。',
  },
  'analysis.failed': {
    en: 'The worker that measures features and samples has stopped; training goes on without it. Open its tab again to start it anew.',
    zh: '测量特征与样本的 Worker 已停止，训练不受影响；重新打开该标签页即可再次启动。',
  },
  'run.diverged': {
    en: 'The run diverged at step {step}: the loss is no longer a number. Lower the learning rate, then go on from the last good parameters or reset.',
    zh: '训练在第 {step} 步发散：损失已不是有效数值。请降低学习率，然后从最近的有效参数继续，或重置。',
  },
  'run.slow': {
    en: 'This model multiplies {millions} million times an image: one step may take many seconds here, and the first answers as long. Narrower layers learn faster.',
    zh: '该模型处理每张图像需要 {millions} 百万次乘法：每一步可能需要许多秒，首次结果也要等同样久。层窄一些会更快。',
  },
  'run.noData': { en: 'There is no data to learn from yet.', zh: '尚无可供学习的数据。' },
  'run.noEncoder': {
    en: 'This model has no encoder: it draws images, and has no codes for given ones.',
    zh: '该模型没有编码器：它只会作画，无法为给定图像编码。',
  },
  'run.noLatent': {
    en: 'This model has no latent plane: it draws pixel by pixel.',
    zh: '该模型没有潜空间：它逐像素地画。',
  },
  'run.noBound': {
    en: 'This model gives no likelihood of the test images, so there is nothing to evaluate in nats.',
    zh: '该模型不给出测试图像的似然，因此没有可用奈特评估的量。',
  },
  'run.badInput': {
    en: '{what} is not what was expected; nothing was changed.',
    zh: '{what} 不符合要求；未作任何更改。',
  },
  'storage.unavailable': {
    en: 'This browser does not let the page store anything; it works, but forgets when it is closed.',
    zh: '浏览器不允许本页面存储数据；可以使用，但关闭后不会保留。',
  },
  'app.crashed': { en: 'Something in the page broke ({message}).', zh: '页面出错（{message}）。' },
};
