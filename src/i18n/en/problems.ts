/** One clear sentence per problem, with what the reader can do. */
export const problems = {
  'problems.setting.unknown': 'There is no setting called “{key}”; it was left out.',
  'problems.setting.invalid': '“{value}” is not a valid value of {key}; the setting stays as it was.',
  'problems.setting.conflict': '{reason}',
  'problems.language.unreachable':
    'The texts in {language} could not be loaded: the connection is down, or this site has been updated. The language stays as it was.',
  'problems.page.update':
    'A new version of this page is here. It opens once every tab with this page has been closed, or now.',
  'problems.link.tooLong':
    'The link is longer than {limit, plural, one {# character} other {# characters}} and was not read; the default settings are used.',
  'problems.link.version':
    'The link was made for version {version} of this page and was not read; the default settings are used.',
  'problems.link.step':
    'The link shows step {step} of a training that is not on this page: the latest step is shown instead.',
  'problems.link.damaged': 'Part of the link is damaged: “{part}” could not be read; the rest was.',
  'problems.data.unreachable':
    '{dataset}: the data set could not be fetched, so the page uses digits that it draws itself. You can try again, or open files of your own.',
  'problems.data.kept':
    '{dataset}: the data set could not be fetched, so the present images stay in use: {present}. You can try again, or open files of your own.',
  'problems.data.checksum':
    '{file} was refused because its checksum is wrong: it is damaged or not the expected file.',
  'problems.data.tooLarge':
    '{file} is larger than {limit, plural, one {# byte} other {# bytes}} and was refused.',
  'problems.data.noFiles':
    'There are no files of your own yet: open files of images first. The setting stays as it was.',
  'problems.data.columns':
    '{file} is text with {columns, plural, one {# column} other {# columns}}; a table of images has a label and 784 numbers a line (or another square number).',
  'problems.data.line':
    'Line {line} of {file} has another number of columns than the first, or a field that is no number.',
  'problems.data.tooManyClasses':
    'Together they would have {found, plural, one {# class} other {# classes}}; at most {most} are possible. Use your images alone.',
  'problems.data.shape':
    '{file} holds an array of {shape}; images are n × rows × columns, with three channels if they are in colour, and labels are n.',
  'problems.data.type': '{file} is a NumPy array of type “{type}”; arrays of numbers can be opened.',
  'problems.data.damaged': '{file} is damaged: it cannot be read as {format}.',
  'problems.data.packed':
    '{file} needs a password or is packed in an unusual way; pack it again as a plain zip file.',
  'problems.data.tooMany':
    '{file} has more than {limit, plural, one {# file} other {# files}} and was refused.',
  'problems.data.format':
    '{file} is in the format {format}, which cannot be opened here. In Python: np.savez("data.npz", x_train=images, y_train=labels), and open data.npz.',
  'problems.idx.magic': '{file} is not a file of images or labels.',
  'problems.idx.webPage':
    '{file} is a web page that was saved in place of the data; download the data file itself. Nothing was changed.',
  'problems.idx.short':
    '{file} is too short: it has {actual, plural, one {# byte} other {# bytes}}, fewer than the header of an IDX file.',
  'problems.idx.truncated':
    '{file} ends too early: {expected, plural, one {# byte} other {# bytes}} expected, {actual} found.',
  'problems.idx.trailing': '{file} has {extra, plural, one {# byte} other {# bytes}} too many at its end.',
  'problems.idx.tooLarge':
    '{file} would decompress to more than {limit, plural, one {# byte} other {# bytes}} and was refused.',
  'problems.idx.shape': '{file} holds images of {rows} × {columns}; this page needs 28 × 28.',
  'problems.idx.labelRange': '{file} has the label {value}; labels go from 0 to {most}.',
  'problems.idx.counts':
    '{file} holds {images, plural, one {# image} other {# images}}, but {labelsFile} holds {labels, plural, one {# label} other {# labels}}; the two must match. To go on without labels, open {file} alone.',
  'problems.idx.gzip': '{file} is compressed with gzip but cannot be decompressed.',
  'problems.idx.gzipCut': '{file} is compressed with gzip and ends too early; the download was cut off.',
  'problems.idx.empty': '{file} is empty: it holds no images or labels.',
  'problems.data.noImages':
    'None of these files holds images; open IDX, npz, CSV or picture files, with or without labels.',
  'problems.data.ambiguous':
    'It is unclear whether {file} is for training or for testing; put “train” or “test” into the names of the files.',
  'problems.checkpoint.unreadable':
    'This file is not a checkpoint that can be read; the model stays as it was.',
  'problems.checkpoint.foreign':
    '{file} is a {format} model, which cannot be opened here. In Python: {python}. Then open model.safetensors. The model on the page stays as it was.',
  'problems.checkpoint.names':
    'The names in this file belong to no model that can be recognised. Expected: {expected}. Found: {found}. The model stays as it was.',
  'problems.checkpoint.mapped':
    'The file names its layers otherwise; they were read as {names}. It does not say its activation, so the default one is used.',
  'problems.checkpoint.truncated':
    'The checkpoint ends too early ({actual} of {expected, plural, one {# byte} other {# bytes}}); the model stays as it was.',
  'problems.checkpoint.tooLarge':
    'The checkpoint is larger than {limit, plural, one {# byte} other {# bytes}}; the model stays as it was.',
  'problems.checkpoint.missing': 'The checkpoint lacks {name}; the model stays as it was.',
  'problems.checkpoint.unexpected':
    'The checkpoint holds {name}, which does not belong to a model with its settings; the model stays as it was.',
  'problems.checkpoint.twice': 'The checkpoint names {name} twice; the model stays as it was.',
  'problems.checkpoint.overlap':
    '{name} in the checkpoint overlaps the tensor before it; the model stays as it was.',
  'problems.checkpoint.hole':
    '{extra, plural, one {There is # byte before {name} in the checkpoint that belongs to no tensor} other {There are # bytes before {name} in the checkpoint that belong to no tensor}}; the model stays as it was.',
  'problems.checkpoint.extra':
    'The checkpoint has {extra, plural, one {# byte} other {# bytes}} after its last tensor; the model stays as it was.',
  'problems.checkpoint.shape':
    '{name} in the checkpoint is {actual} instead of {expected}; the model stays as it was.',
  'problems.checkpoint.dtype':
    '{name} in the checkpoint is of type “{dtype}”; only F64, F32, F16 and BF16 can be read. The model stays as it was.',
  'problems.checkpoint.notFinite':
    '{name} in the checkpoint holds values that are not numbers; the model stays as it was.',
  'problems.checkpoint.huge':
    'The values of {name} in the checkpoint are too large to compute with; the model stays as it was.',
  'problems.checkpoint.step':
    'The checkpoint states that it was trained for {step, plural, one {# step} other {# steps}}; at most {limit} are possible. The model stays as it was.',
  'problems.checkpoint.classes':
    'The model in this checkpoint is given one of {model, plural, one {# label} other {# labels}}, but the images in use have {data, plural, one {# class} other {# classes}}; open its images first. The model stays as it was.',
  'problems.checkpoint.images':
    'The checkpoint’s model is for images of {model} numbers, and the present ones have {data}: open the images that it was trained on first. The model stays as it was.',
  'problems.checkpoint.settings':
    'The settings inside the checkpoint cannot be read; the model stays as it was.',
  'problems.model.steps':
    'The earlier steps of this training could not be loaded. Try again when you are online.',
  'problems.model.late':
    'The trained model did not arrive within {seconds} s, so the page opens with an untrained one.',
  'problems.data.slow':
    '{dataset}: the data set has not begun to arrive. The page keeps trying; meanwhile you can train on drawn digits.',
  'problems.checkpoint.noOptimiser':
    'The checkpoint holds no optimiser state: training goes on from step {step}, but the moments of the optimiser start from zero, so the first steps differ from those of an uninterrupted run.',
  'problems.run.optimiser':
    'The optimiser was changed after step {step}. The weights stay as they are; its moments (the running means of past gradients) start again from zero.',
  'problems.file.unknown':
    '{file} is neither a checkpoint (.safetensors) nor data (IDX, npz, npy, CSV, zip or pictures).',
  'problems.picture.unreadable': '{file} is not a picture that this browser can read.',
  'problems.picture.blank': '{file} is blank: it contains no digit to evaluate.',
  'problems.engine.unavailable':
    'The engine {engine} is not available in this browser; another one is used instead.',
  'problems.engine.unsuited': 'The engine {engine} does not support this model; another one is used instead.',
  'problems.engine.lost': 'The engine {engine} was lost; {next} goes on from the last good parameters.',
  'problems.engine.failed': 'The engine {engine} failed ({message}); the last good parameters are kept.',
  'problems.engine.memory':
    'This model needs {mebibytes} MiB of memory, more than the browser allows; use narrower layers or a smaller batch.',
  'problems.engine.none':
    'No engine works in this browser, so nothing can be trained here; the model shown can still be explored.',
  'problems.engine.slow':
    'No engine is ready yet: its program has not loaded, or this machine takes long to start it. The page keeps trying, and uses the next engine if this one does not respond.',
  'problems.worker.died':
    'The training worker has died; the last good parameters are kept. Start it again to continue.',
  'problems.worker.restarted':
    'The training worker had stopped and was started again; the run is back at step {step}. Press Train to continue.',
  'problems.worker.blocked':
    'This frame does not allow workers, so nothing can be trained here; open the page in a tab of its own.',
  'problems.worker.failed':
    'The training worker could not do this ({message}); the model stays as it was. If nothing moves any more, start it again.',
  'problems.analysis.failed':
    'The worker that measures features and samples has stopped; training is not affected. Open its tab again to restart it.',
  // Why, and what to change, is said on the plane.
  'problems.run.diverged': 'Training stopped at step {step}.',
  'problems.run.slow':
    'This model needs {millions} million multiplications per image: a step may take many seconds here, and so may the first result. Narrower layers are faster.',
  'problems.run.noData': 'There is no data to train on yet.',
  'problems.run.noneLeft': 'With these data settings, no training images are left.',
  'problems.run.noEncoder': 'This model has no encoder, so it has no codes of images.',
  'problems.run.noLatent': 'This model has no latent plane: it generates images pixel by pixel.',
  'problems.run.noBound':
    'This model gives no likelihood of the test images, so there is no loss in nats to evaluate.',
  'problems.probes.full': '{most} probes at most: remove one first.',
  'problems.export.nothing':
    'There is nothing of this kind to save: the model has no such part, or this browser cannot make the file.',
  'problems.path.notSaved': 'This browser could not save the path in this format; another format may work.',
  'problems.compare.nothing': 'There is no model to compare with yet; wait until one is shown.',
  'problems.compare.missing':
    'The run to compare with ({preset}, step {step}) is not stored in this browser. Train that model, or open its checkpoint, then press Compare.',
  'problems.run.badInput': '{what} is not what was expected; nothing was changed.',
  'problems.storage.unavailable':
    'This browser does not let the page store anything; it works, but forgets everything when it is closed.',
  'problems.autosave.damaged': 'The run that this browser had saved was damaged and has been deleted.',
  'problems.autosave.full':
    'The browser has no room left to save this run: reloading the page would lose it. You can save it as a checkpoint.',
  'problems.app.crashed': 'Something in the page failed ({message}).',
} as const;
